// <time data-zone datetime="2026-11-22T14:05:00+00:00"> … </time>: the moment in the reader's own time zone, in the page's language,
// where that is another hour than the shop's. [data-zone-note] then says so, by its own text.
// <time data-zone="end"> beside the beginning says its day only where that is another one.
import { attach } from "./attach.js"

attach("time[data-zone]", one => {
  const at = new Date(one.dateTime)
  const lang = document.documentElement.lang
  const time = new Intl.DateTimeFormat(lang === "de" ? "de" : "en-GB", { hour: "2-digit", minute: "2-digit" }).format(at)
  if (one.textContent.endsWith(time)) return
  const day = new Intl.DateTimeFormat(lang === "de" ? "de" : "en-GB", { dateStyle: "long" })
  const begins = one.dataset.zone && one.parentElement.querySelector("time")
  one.textContent = begins && day.format(new Date(begins.dateTime)) === day.format(at) ? time : `${day.format(at)}, ${time}`
  const note = document.querySelector("[data-zone-note]")
  if (note) note.textContent = note.dataset.zoneNote
})
