// data-print on a button: prints the page.
import { attach } from "./attach.js"

attach("[data-print]", (button) => {
  button.hidden = false
  button.addEventListener("click", () => window.print())
})
