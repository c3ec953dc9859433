// data-fragment="id" on a form or link: the answer replaces the element with that id instead of the page.
// data-whole on a button of such a form: this one leads to another page.
// data-fragment-load="/address": an element that fills itself once it comes into view, and stays empty if that fails.
// place(markup): elements replace their namesakes.
// In an answer: data-swap on an element replaces its namesake elsewhere; data-say is announced.
import { attach, attachWithin } from "./attach.js"
import { describe, giveFocus, keepOpen } from "./focus.js"
import { say } from "./live.js"

export async function load(url, id, options = {}) {
  const answer = await fetch(url, { ...options, headers: { ...options.headers, "X-Fragment": id } })
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  if (page.getElementById(id)) swap(page, id)
  else if (answer.redirected) location.assign(answer.url) // it was done: show where it led, never send it twice
  else throw new Error(`no #${id} in ${url}`)
  return answer
}

export function place(markup) {
  const page = new DOMParser().parseFromString(markup, "text/html")
  swap(page, page.body.firstElementChild.id)
}

function swap(page, id) {
  const words = page.querySelector("[data-say]")?.dataset.say
  const focused = document.activeElement
  const there = describe(focused)
  const wanted = [page.getElementById(id), ...page.querySelectorAll("[data-swap]")]
  for (const next of wanted) {
    const old = document.getElementById(next.id)
    if (!old || next.parentElement?.closest(`#${CSS.escape(id)}`)) continue
    keepOpen(old, next)
    old.replaceWith(next)
    attachWithin(next)
  }
  const target = document.getElementById(id)
  if (!focused.isConnected) giveFocus(document.querySelector(there), target)
  target.querySelector("[autofocus]")?.focus()
  say(words)
}

async function follow(element, url, options, fallBack) {
  const target = document.getElementById(element.dataset.fragment)
  target?.setAttribute("aria-busy", "true")
  try {
    await load(url, element.dataset.fragment, options)
    if (!options.method && !element.hasAttribute("data-fragment-quiet")) history.replaceState(null, "", url)
  } catch {
    fallBack()
  } finally {
    target?.removeAttribute("aria-busy")
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-fragment]")
  const { submitter } = event
  if (!form || event.defaultPrevented || submitter?.hasAttribute("data-whole") || !document.getElementById(form.dataset.fragment)) return
  event.preventDefault()
  const body = new URLSearchParams(new FormData(form, submitter))
  const post = (submitter?.formMethod || form.method) === "post"
  const action = submitter?.getAttribute("formaction") ? submitter.formAction : form.action
  const fallBack = () => { form.removeAttribute("data-fragment"); form.requestSubmit(submitter) }
  if (post) follow(form, action, { method: "POST", body }, fallBack)
  else follow(form, `${action.split("?")[0]}?${body}`, {}, fallBack)
})

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-fragment]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  follow(link, link.href, {}, () => location.assign(link.href))
})

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue
    seen.unobserve(target)
    load(target.dataset.fragmentLoad, target.id).catch(() => {})
  }
}, { rootMargin: "300px" })

attach("[data-fragment-load]", (element) => seen.observe(element))
