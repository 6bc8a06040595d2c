// The page in a real browser: axe finds nothing, in light and dark, wide and narrow; nothing is fetched; filters, jumps
// and keyboard work. Arguments: the page. CHROMIUM names the browser.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.env.CLIENTS + "/"));
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");
const file = pathToFileURL(process.argv[2]).href;
const fail = (words) => {
  console.error(`page: ${words}`);
  process.exitCode = 1;
};

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 400]) {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    page.on("request", (request) => {
      if (request.url() !== file) fail(`asks for ${request.url()}`);
    });
    page.on("pageerror", (error) => fail(error.message));
    await page.goto(file);
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const one of violations) {
      fail(`axe, ${scheme}, ${width}: ${one.id}: ${one.help}: ${one.nodes[0].html}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) fail(`${width}: ${overflow} pixels too wide`);
    await page.close();
  }
}

const page = await browser.newPage();
page.on("console", (message) => fail(message.text()));
await page.goto(file);
const cards = () => page.$$eval(".card:not([hidden])", (all) => all.length);
const all = await cards();
await page.keyboard.press("Tab");
const first = await page.evaluate(() => document.activeElement.className);
if (first !== "skip") fail(`the first stop of the keyboard is ${first}`);
await page.click("[name=severity][value=error]");
const without = await cards();
if (!(without < all)) fail("the filter hides no errors");
await page.click("[name=severity][value=error]");
if ((await cards()) !== all) fail("the filter does not bring them back");
await page.type("[name=path]", "no such draft");
if ((await cards()) !== 0) fail("the search shows what it should not");
await page.$eval("[name=path]", (input) => {
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
await page.focus("a.number");
await page.keyboard.press("Enter");
const target = await page.$eval(":target", (card) => card.className);
if (!target.startsWith("card")) fail("a number does not lead to its finding");
await page.emulateMediaType("print");
if (await page.$eval("#filters", (form) => getComputedStyle(form).display !== "none")) {
  fail("filters are printed");
}
await browser.close();
