// Where the focus was, in words that still find it after its surroundings were replaced.
export function describe(element) {
  if (element.id) return `#${CSS.escape(element.id)}`
  const attributes = ["name", "value", "href", "data-step"].filter((name) => element.hasAttribute(name) && !(name === "value" && element.type === "number"))
  const itself = attributes.map((name) => `[${name}="${CSS.escape(element.getAttribute(name))}"]`).join("")
  const form = element.form ? `form[action="${CSS.escape(element.form.getAttribute("action"))}"] ` : ""
  return `${form}${element.localName}${itself}`
}

// Focus returns to the control it was on; when that is gone or disabled, to the fragment, so that the reader is not thrown to the top.
export function giveFocus(control, target) {
  control?.focus({ preventScroll: true })
  if (target.contains(document.activeElement)) return
  target.tabIndex = -1
  target.focus({ preventScroll: true })
}
