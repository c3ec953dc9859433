// data-running="/address" on an element with an id: asks for it again every second until it comes back without data-running.
// data-every="15": every so many seconds.
import { attach } from "./attach.js"
import { load } from "./fragment.js"

attach("[data-running]", (element) => {
  const pause = (element.dataset.every || 1) * 1000
  const again = async () => {
    if (!element.isConnected) return
    if (document.hidden) return void setTimeout(again, pause)
    try {
      await load(element.dataset.running, element.id)
    } catch {
      setTimeout(again, pause + 4000)
    }
  }
  setTimeout(again, pause)
})
