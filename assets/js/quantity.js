// data-quantity: lets the buttons beside a number field count within its limits.
import { attach } from "./attach.js"

attach("[data-quantity]", (box) => {
  const input = box.querySelector("input")
  const buttons = [...box.querySelectorAll("[data-step]")]
  const limit = () => {
    // Not disabled: a disabled button would drop the focus.
    for (const button of buttons) {
      const end = Number(button.dataset.step) < 0 ? input.valueAsNumber <= Number(input.min) : input.valueAsNumber >= Number(input.max)
      button.setAttribute("aria-disabled", String(end))
    }
  }
  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return
      if (Number(button.dataset.step) > 0) input.stepUp()
      else input.stepDown()
      input.dispatchEvent(new Event("change", { bubbles: true }))
    })
  }
  input.addEventListener("change", limit)
  limit()
})
