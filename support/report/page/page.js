// The pages work without this: it counts what the filters show, hides emptied
// sections, keeps the document's language true, and opens folds for printing.
(() => {
  const root = document.documentElement;
  const language = () => {
    const chosen = document.querySelector('input[name="lang"]:checked');
    if (chosen) root.lang = chosen.value;
  };
  const shows = (e) => e.getClientRects().length > 0;
  const recount = () => {
    document.querySelectorAll('[data-group]').forEach((g) => { g.hidden = false; });
    let shown = 0;
    document.querySelectorAll('[data-group]').forEach((g) => {
      const n = [...g.querySelectorAll('[data-claim]')].filter(shows).length;
      g.hidden = n === 0;
      shown += n;
    });
    document.querySelectorAll('[data-shown]').forEach((e) => { e.textContent = shown; });
  };
  document.addEventListener('change', () => { language(); recount(); });
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach((d) => { d.open = true; });
  });
  addEventListener('afterprint', () => { folded.forEach((d) => { d.open = false; }); });
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.querySelector('details');
    if (fold) fold.open = true;
  };
  addEventListener('hashchange', reveal);
  language();
  if (document.querySelector('.filters input:checked:not([checked]), .filters [checked]:not(:checked)')) recount(); // the browser restored a filter
  reveal();
})();
