// data-menu on a <details>: a press elsewhere or Escape closes it; Escape gives the focus back to its summary.
import { attach } from "./attach.js"

attach("details[data-menu]", (menu) => {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false })
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
})
