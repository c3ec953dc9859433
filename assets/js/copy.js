// data-copy="#id" or data-copy="text" on a button: copies, and says so. Buttons are hidden until this script runs.
import { attach } from "./attach.js"
import { say } from "./live.js"

attach("[data-copy]", (button) => {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    const from = button.dataset.copy.startsWith("#") && document.querySelector(button.dataset.copy)
    await navigator.clipboard.writeText(from ? (from.value ?? from.textContent).trim() : button.dataset.copy)
    say(button.dataset.copied ?? "✓")
  })
})
