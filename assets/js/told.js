// data-live="/address" on an element with an id: the server tells what changes there as it happens (server-sent events). An event
// "part" is markup that replaces its namesake, "turn" has the element asked for again, at data-live-page. Nothing is asked in the background.
import { attach } from "./attach.js"
import { load, place } from "./fragment.js"

attach("[data-live]", (element) => {
  let source
  const end = () => { source?.close(); source = undefined }
  const begin = () => {
    if (!element.isConnected) return void document.removeEventListener("visibilitychange", turn)
    source = new EventSource(element.dataset.live)
    source.addEventListener("part", ({ data }) => place(data))
    source.addEventListener("turn", () => {
      end()
      document.removeEventListener("visibilitychange", turn)
      // Not all of those who look at the same moment.
      setTimeout(() => load(element.dataset.livePage, element.id).catch(() => {}), Math.random() * 700)
    })
  }
  const turn = () => (document.hidden ? end() : source || begin())
  document.addEventListener("visibilitychange", turn)
  turn()
})
