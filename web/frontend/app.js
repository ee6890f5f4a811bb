// What every page gets: Designsystemet's elements and htmx. Pages work without any of this.
import "@digdir/designsystemet-web";
import "htmx.org/dist/htmx.esm.min.js";

// The rest of the menu closes when one looks elsewhere, or with Escape.
const more = document.querySelector(".vs-more");
if (more) {
  const close = (event) => {
    if (more.open && !more.contains(event.target)) more.open = false;
  };
  document.addEventListener("click", close);
  document.addEventListener("focusin", close);
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    more.open = false;
    more.querySelector("summary").focus();
  });
}
