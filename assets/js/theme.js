// data-theme-toggle: light or dark, remembered in a cookie so that the server writes it into the next page.
import { attach } from "./attach.js"

attach("[data-theme-toggle]", (button) => {
  button.hidden = false
  button.addEventListener("click", () => {
    const root = document.documentElement
    const dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"
    root.dataset.theme = dark ? "light" : "dark"
    document.cookie = `theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`
  })
})
