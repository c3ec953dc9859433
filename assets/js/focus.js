// What a reader must not lose when a part of the page is replaced: the focus, and what was folded out.

// Where the focus is, in words that still find it afterwards.
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
  if (document.activeElement !== document.body) return
  target.tabIndex = -1
  target.focus({ preventScroll: true })
}

// What the reader had folded out stays so, where the same parts come back.
export function keepOpen(old, next) {
  const before = old.querySelectorAll("details")
  next.querySelectorAll("details").forEach((details, at) => { if (before[at]) details.open = before[at].open })
}
