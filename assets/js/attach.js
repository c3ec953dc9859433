// Runs a behaviour for every element that asks for it, now and whenever a fragment brings new ones.
const behaviours = []

export function attach(selector, behave) {
  behaviours.push([selector, behave])
  run(selector, behave, document)
}

export function attachWithin(root) {
  for (const [selector, behave] of behaviours) run(selector, behave, root)
}

function run(selector, behave, root) {
  if (root.matches?.(selector)) behave(root)
  root.querySelectorAll(selector).forEach(behave)
}
