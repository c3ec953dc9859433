// data-share="https://…" on a button: hands the address to the device's own way of sharing; where there is none it is copied, and
// data-shared says so. Buttons are hidden until this script runs.
import { attach } from "./attach.js"
import { say } from "./live.js"

attach("[data-share]", (button) => {
  button.hidden = !(navigator.share || navigator.clipboard)
  button.addEventListener("click", async () => {
    const { share: url, shared } = button.dataset
    if (navigator.share) return void navigator.share({ url, title: document.title }).catch(() => {}) // closing it is an answer
    await navigator.clipboard.writeText(url)
    say(shared)
  })
})
