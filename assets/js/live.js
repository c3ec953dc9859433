// Says in the page's live region what just happened, for eyes and for screen readers.
const region = document.getElementById("live")

export function say(text) {
  if (!region || !text) return
  const toast = document.createElement("p")
  toast.className = "toast"
  toast.textContent = text
  region.replaceChildren(toast)
  setTimeout(() => toast.remove(), 6000)
}
