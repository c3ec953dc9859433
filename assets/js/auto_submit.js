// data-auto-submit on a form: a change submits it, so its button ([data-auto-submit-button]) need not be pressed.
// Controls elsewhere on the page that belong to the form by their form attribute count too.
import { attach } from "./attach.js"

attach("form[data-auto-submit] [data-auto-submit-button]", (button) => { if (!button.closest(".filters-end")) button.hidden = true })

let timer
document.addEventListener("change", ({ target }) => {
  const form = target.form?.matches("[data-auto-submit]") && target.form
  if (!form) return
  clearTimeout(timer)
  timer = setTimeout(() => form.requestSubmit(form.querySelector("[data-auto-submit-button]")), target.type === "number" ? 350 : 0)
})
