// data-running="/address" on an element with an id: asks for it again every second until it comes back without data-running.
import { attach } from "./attach.js"
import { load } from "./fragment.js"

attach("[data-running]", (element) => {
  const again = async () => {
    if (!element.isConnected) return
    if (document.hidden) return void setTimeout(again, 1000)
    try {
      await load(element.dataset.running, element.id)
    } catch {
      setTimeout(again, 5000)
    }
  }
  setTimeout(again, 1000)
})
