// What the staff's screens add to shop.js.
import "./shop.js"
import "./keys.js"
import "./rows.js"
import "./progress.js"
import "./theme.js"

// On a phone the navigation is one line: begin it where one is.
document.querySelector(".desk-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" })
