// A page in the browser of the system; every request that leaves the machine is noted.
import { chromium } from "playwright-core";

export async function open(options = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  const said = [];
  page.on("request", (request) => {
    if (!/^(file|blob|data|about):/.test(request.url())) said.push(`request to ${request.url()}`);
  });
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") said.push(`console: ${message.text()}`);
  });
  return { browser, page, said };
}
