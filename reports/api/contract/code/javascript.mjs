const site = process.env.SITE;
let next = `${site}/api/v1/figures/?measure=market_size`;
while (next) {
  const answer = await fetch(next);
  const page = await answer.json();
  if (!answer.ok) throw new Error(page.detail);
  for (const figure of page.results) console.log(figure.market, figure.text, figure.status);
  next = page.next;
}
