letters-mail-order-placed-subject = { $shop }: order { $number } is in, { $total }
letters-mail-order-placed-preview = It arrives { $arrives }.
letters-mail-order-placed-action = See the order
letters-hello = Hello
