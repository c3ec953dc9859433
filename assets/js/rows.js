// data-rows on a table or list: j and k move between its rows, Enter or o opens the row's main link.
const rowsOf = (box) => [...box.querySelectorAll("tbody tr, .pane-row")]
const linkOf = (row) => (row.matches("a") ? row : row.querySelector(".table-main") ?? row.querySelector("a, button, input"))

document.addEventListener("keydown", (event) => {
  if (!["j", "k", "o"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.matches("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return
  const box = event.target.closest("[data-rows]") ?? document.querySelector("[data-rows]")
  if (!box) return
  const rows = rowsOf(box)
  const focused = rows.findIndex((row) => row.contains(document.activeElement))
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute("aria-current"))
  event.preventDefault()
  if (event.key === "o") return void (at >= 0 && linkOf(rows[at]).click())
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))]
  if (next) linkOf(next)?.focus()
})
