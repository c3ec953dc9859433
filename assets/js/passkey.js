// data-passkey="create" or "get" on a button, with data-options and data-verify (addresses): registers a passkey or signs in
// with one, then goes where the answer's `next` says. What is refused is written into the element named by data-problem.
import { attach } from "./attach.js"

attach("[data-passkey]", (button) => {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return
  button.hidden = false
  const problem = document.getElementById(button.dataset.problem)

  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true")
    if (problem) problem.hidden = true
    try {
      const { next } = await post(button.dataset.verify, await credential(button))
      location.assign(next)
    } catch (error) {
      // Closing the device's own window is an answer, not a fault.
      if (problem && error.name !== "NotAllowedError") problem.hidden = false
    } finally {
      button.removeAttribute("aria-busy")
    }
  })
})

async function credential(button) {
  const options = await post(button.dataset.options, {})
  const made = button.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey ?? options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey ?? options) })
  return made.toJSON()
}

async function post(url, body) {
  const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}
