// Reads [{name, url, cookie, seo}] from the standard input and prints one line of JSON for each:
// the medians of three runs of Lighthouse's mobile test. When the first two agree, the third
// cannot change the median and is left out.
import { readFileSync } from 'node:fs'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'

const pages = JSON.parse(readFileSync(0, 'utf8'))
const chrome = await launch({
  chromePath: process.env.CHROMIUM,
  chromeFlags: ['--headless=new', ...JSON.parse(process.env.FLAGS)],
})

async function once({ url, cookie, seo }, isLast = false) {
  const onlyCategories = ['performance', 'accessibility', 'best-practices', ...(seo ? ['seo'] : [])]
  const extraHeaders = cookie ? { Cookie: cookie } : undefined
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories, extraHeaders })
  if (lhr.runtimeError) {
    // Now and then the tool loses the browser; a page at fault is at fault again.
    console.error(`${url}: ${lhr.runtimeError.code}`)
    if (isLast) throw new Error(`${url}: ${lhr.runtimeError.message}`)
    return once({ url, cookie, seo }, true)
  }
  const scores = Object.values(lhr.categories).map((one) => [one.id, Math.round(one.score * 100)])
  const lost = Object.values(lhr.categories).flatMap((one) =>
    one.auditRefs.filter((ref) => ref.weight && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 0.9)
      .map((ref) => ref.id))
  return { scores: Object.fromEntries(scores), lost, at: lhr.finalDisplayedUrl }
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
for (const page of pages) {
  const runs = [await once(page), await once(page)]
  if (JSON.stringify(runs[0].scores) !== JSON.stringify(runs[1].scores)) runs.push(await once(page))
  const scores = {}
  for (const kind of Object.keys(runs[0].scores)) scores[kind] = median(runs.map((run) => run.scores[kind]))
  const lost = [...new Set(runs.flatMap((run) => run.lost))]
  console.log(JSON.stringify({ name: page.name, at: runs[0].at, scores, lost }))
}
await chrome.kill()
