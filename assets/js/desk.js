// What the staff's screens add to shop.js.
import "./shop.js"
import "./keys.js"
import "./rows.js"
import "./progress.js"
import "./theme.js"
