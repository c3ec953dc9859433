// data-dialog="id" on a link or button: opens the native dialog of that id. A press beside the dialog closes it.
import { attach } from "./attach.js"

attach("[data-dialog]", (opener) => {
  const dialog = document.getElementById(opener.dataset.dialog)
  if (!dialog) return
  opener.hidden = false
  opener.addEventListener("click", (event) => {
    event.preventDefault()
    dialog.showModal()
  })
})

attach("dialog", (dialog) => {
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close() })
})
