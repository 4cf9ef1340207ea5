// Looking at pictures closely: a pointer that moves over one for two seconds, or a page that is pinched larger.
// Never keeps where the pointer was; a pointer that only rests on a picture looks at nothing.

const CLOSELY = 2000; // Milliseconds.
const LARGE = 200; // Pixels: a smaller picture is an icon, or a list's.
const PINCHED = 1.5; // Times.

// Calls `onLook()` each time.
export function listenForLooking(signal, onLook) {
  let picture;
  let since;
  addEventListener(
    "pointermove",
    ({ target, isTrusted, pointerType, timeStamp }) => {
      if (!isTrusted || pointerType !== "mouse") return;
      if (target !== picture) [picture, since] = [target, timeStamp];
      else if (target instanceof HTMLImageElement && target.width >= LARGE && timeStamp - since >= CLOSELY) {
        since = Infinity; // Once for each time that the pointer comes.
        onLook();
      }
    },
    { signal, passive: true },
  );
  if (window.visualViewport) visualViewport.addEventListener("resize", () => visualViewport.scale >= PINCHED && onLook(), { signal });
}
