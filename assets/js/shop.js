// Everything a shopper's page needs. Each behaviour is attached from the markup and says in its first lines how.
import "./fragment.js"
import "./suggest.js"
import "./auto_submit.js"
import "./copy.js"
import "./dialog.js"
import "./menu.js"
import "./gallery.js"
import "./variant.js"
import "./quantity.js"
import "./typed.js"

// What few pages have is fetched by those alone.
if (document.querySelector("[data-passkey]")) import("./passkey.js")
if (document.querySelector("[data-print]")) import("./print.js")
if (document.querySelector("[data-zone]")) import("./zone.js")
if (document.querySelector("[data-running]")) import("./progress.js")
if (document.querySelector("[data-share]")) import("./share.js")
if (document.querySelector("[data-live]")) import("./told.js")
