letters-mail-order-placed-subject = { $shop }: Bestellung { $number } ist eingegangen, { $total }
letters-mail-order-placed-preview = Sie kommt am { $arrives }.
letters-mail-order-placed-action = Bestellung ansehen
letters-hello = Guten Tag
