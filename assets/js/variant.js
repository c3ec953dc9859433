// data-variant around a buying form: a choice of options shows that variant's price, stock and picture.
// The variants come from <script type="application/json" data-variants>: id, options {name: value}, price, was, stock, state,
// picture (number), sold_out - words and amounts already written for the reader. The server decides; this only shows.
// data-by-variant='{"var_…": "€19.20"}' anywhere: its text is what belongs to the chosen variant.
import { attach } from "./attach.js"
import { say } from "./live.js"

const icons = { in: "check", few: "clock", later: "calendar", out: "close" }

attach("[data-variant]", (box) => {
  const source = box.querySelector("[data-variants]")
  const form = box.querySelector("form")
  if (!source || !form) return
  const variants = JSON.parse(source.textContent)
  byVariant(form.querySelector("[data-variant-id]").value)

  form.addEventListener("change", (event) => {
    if (!event.target.name.startsWith("option:")) return
    const chosen = Object.fromEntries([...form.querySelectorAll("[name^='option:']:checked")].map((input) => [input.name.slice(7), input.value]))
    const label = form.querySelector(`[data-option-chosen="${event.target.name.slice(7)}"]`)
    if (label) label.textContent = event.target.dataset.label
    const variant = variants.find(({ options }) => Object.entries(options).every(([name, value]) => chosen[name] === value))
    form.querySelector("[data-variant-id]").value = variant?.id ?? ""
    if (variant) show(variant)
    document.querySelectorAll("[data-variant-button]").forEach((button) => { button.disabled = variant ? variant.sold_out : true })
    document.querySelectorAll("[data-variant-stock]").forEach((place) => { place.hidden = !variant })
  })

  function byVariant(id) {
    document.querySelectorAll("[data-by-variant]").forEach((place) => { place.textContent = JSON.parse(place.dataset.byVariant)[id] ?? place.textContent })
  }

  function show({ id, price, was, stock, state, picture }) {
    document.querySelectorAll("[data-variant-price] .price").forEach((place) => {
      place.querySelector(".price-now").textContent = price
      place.querySelectorAll(".price-was, .price-note, .price-unit").forEach((part) => { part.hidden = true })
      const before = place.querySelector(".price-was")
      if (was && before) Object.assign(before, { hidden: false, textContent: was })
    })
    document.querySelectorAll("[data-variant-stock] .stock").forEach((place) => {
      place.className = `stock stock-${state}`
      place.lastChild.textContent = stock
      const drawing = place.querySelector("use")
      drawing?.setAttribute("href", drawing.getAttribute("href").replace(/#.*/, `#${icons[state]}`))
    })
    document.querySelector(`.gallery-thumbs a[href="#picture-${picture}"]`)?.click()
    byVariant(id)
    say(`${price}, ${stock}`)
  }
})
