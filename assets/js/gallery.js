// data-gallery: thumbnails scroll the strip without moving the page, and the one in view is marked.
import { attach } from "./attach.js"

attach("[data-gallery]", (gallery) => {
  const strip = gallery.querySelector(".gallery-strip")
  const thumbs = [...gallery.querySelectorAll(".gallery-thumbs a")]
  if (!thumbs.length) return

  gallery.addEventListener("click", (event) => {
    const thumb = event.target.closest(".gallery-thumbs a")
    if (!thumb) return
    event.preventDefault()
    const picture = document.getElementById(thumb.hash.slice(1))
    strip.scrollTo({ left: picture.offsetLeft - strip.offsetLeft })
  })

  const inView = new IntersectionObserver((entries) => {
    const shown = entries.find((entry) => entry.isIntersecting)
    if (!shown) return
    for (const thumb of thumbs) {
      if (thumb.hash === `#${shown.target.id}`) thumb.setAttribute("aria-current", "true")
      else thumb.removeAttribute("aria-current")
    }
  }, { root: strip, threshold: 0.6 })
  for (const picture of strip.children) inView.observe(picture)
})
