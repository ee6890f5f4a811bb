// What every page gets: Designsystemet's elements and htmx. Pages work without either.
import "@digdir/designsystemet-web";
import "htmx.org/dist/htmx.esm.min.js";
