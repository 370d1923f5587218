// SPDX-License-Identifier: Apache-2.0
// The board in a browser, on the real service: what it shows is held against what the API says elsewhere, axe looks for
// what shuts people out, and nothing may break the content security policy.
// board.browser.mjs --binary INSPECTORD --chromium CHROMIUM --python PYTHON [--pictures FOLDER]
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { chromium } from 'playwright-core'

import { startService } from './service.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const text = { type: 'string' }
const { binary, chromium: executablePath, python, pictures } = parseArgs({
  options: { binary: text, chromium: text, python: text, pictures: text },
}).values

let service
let browser

before(async () => {
  service = await startService(binary, join(root, 'plans'))
  // Only pages of our own are opened; the sandbox needs what containers often do not give.
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
})

after(async () => {
  await browser?.close()
  assert.equal(await service?.stop(), 0)
})

/** A tab of its own, with what it asked for and what it complained about. */
async function openTab({ width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-US' })
  const page = await context.newPage()
  const asked = []
  const complaints = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, asked, complaints, close: () => context.close() }
}

async function openBoard(options) {
  const tab = await openTab(options)
  await tab.page.goto(`${service.url}#token=${service.token}`)
  await tab.page.getByRole('heading', { level: 2, name: 'Báo cáo đến hạn và quá hạn' }).waitFor()
  return tab
}

async function violations(page) {
  await page.evaluate(axe) // by the debugger: the policy would stop a script element
  const found = await page.evaluate(() => globalThis.axe.run())
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** The texts of what a selector finds, each in one line. */
async function texts(page, selector) {
  const found = await page.locator(selector).allInnerTexts()
  return found.map((text) => text.replace(/\s+/g, ' ').trim())
}

/** The entries below a heading, until the next one. */
function below(id, what) {
  return `h3#${id} + ul ${what}`
}

/** All plans of the house with their parts, from the API's own routes. */
async function allPlans() {
  const { items } = await service.read('/api/v1/plans?limit=500')
  return Promise.all(items.map(({ id }) => service.read(`/api/v1/plans/${id}`)))
}

test('opens by its address alone, and the token goes nowhere but into the Authorization field', async () => {
  const { page, asked, complaints, close } = await openBoard()
  assert.equal(page.url(), service.url)
  assert.equal(await page.locator('html').getAttribute('lang'), 'vi')
  assert.ok(asked.length >= 4)
  for (const url of asked) {
    assert.ok(url.startsWith(service.url), `asked elsewhere: ${url}`)
    assert.ok(url === `${service.url}#token=${service.token}` || !url.includes('insp_'), `told a token: ${url}`)
  }
  await page.reload()
  await page.getByRole('heading', { level: 2, name: 'Lịch sắp tới' }).waitFor()
  assert.deepEqual(complaints, [])
  await picture(page, 'board-vi')
  await close()
})

test('answers what the OpenAPI document says', async () => {
  const fits = spawnSync(
    python,
    [join(root, 'web/tests/fits_schema.py'), join(root, 'docs/openapi.json'), 'Board'],
    { input: JSON.stringify(await service.read('/api/v1/board')), encoding: 'utf8' },
  )
  assert.equal(fits.status, 0, fits.stdout + fits.stderr)
})

test('shows plans by state, the next visits, what is late, and the last messages', async () => {
  const { page, close } = await openBoard()
  const plans = await allPlans()
  const { today } = await service.read('/api/v1/board')
  assert.equal(plans.length, 5)

  const numbers = await texts(page, 'section:has(#plans) .entries strong')
  assert.deepEqual(numbers.sort(), plans.map((plan) => plan.number).sort())
  assert.deepEqual(await texts(page, 'section:has(#plans) h3'), ['Đã thông báo, đang thực hiện 5'])

  const coming = plans
    .flatMap((plan) => plan.visits)
    .filter(({ state, date }) => ['tentative', 'confirmed'].includes(state) && date >= today)
    .sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1))
  assert.ok(coming.length > 12)
  const units = await texts(page, 'section:has(#next) .entries strong')
  assert.deepEqual(units, coming.slice(0, 12).map((visit) => visit.unit.name))
  assert.match((await texts(page, 'section:has(#next) .more')).join(), new RegExp(`\\b${coming.length - 12}\\b`))
  const [year, month, day] = coming[0].date.split('-')
  assert.match((await texts(page, 'section:has(#next) h3'))[0], new RegExp(`^(Thứ|Chủ).*, ${day}/${month}/${year}`))

  const owed = plans
    .flatMap((plan) => plan.duties)
    .filter((duty) => ['open', 'returned'].includes(duty.state) && duty.due)
  const late = owed.filter((duty) => duty.due.last_on_time < today)
  assert.ok(late.length >= 4)
  const debtors = await texts(page, below('overdue', '.debtors span[lang]'))
  assert.deepEqual(debtors.sort(), late.map((duty) => duty.agency.name).sort())
  const inAWeek = new Date(Date.parse(today) + 7 * 86_400_000).toISOString().slice(0, 10)
  const soon = owed.filter(({ due }) => due.last_on_time >= today && due.last_on_time <= inAWeek)
  assert.ok(soon.length >= 1)
  const shown = await Promise.all(['due-today', 'due-soon'].map((id) => texts(page, below(id, '.debtors span[lang]'))))
  assert.deepEqual(shown.flat().sort(), soon.map((duty) => duty.agency.name).sort())
  const figure = page.getByRole('navigation').getByRole('link', { name: /Quá hạn/ })
  assert.equal(await figure.innerText(), `${late.length}\nQuá hạn`)
  for (const badge of await texts(page, below('overdue', '.badge.late'))) assert.match(badge, /^quá thời hạn \d ngày$/)

  const { items } = await service.read('/api/v1/messages?limit=8')
  const subjects = await texts(page, 'section:has(#messages) .entries p[lang]')
  assert.deepEqual(subjects, items.map((message) => message.subject.replace(/\s+/g, ' ')))
  await close()
})

test('speaks English to those who choose it, also the next time', async () => {
  const { page, close } = await openBoard()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 2, name: 'Reports due and overdue' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  assert.equal(await page.title(), 'Today · inspectord')
  assert.match((await texts(page, below('overdue', '.badge.late')))[0], /^\d days? overdue$/)
  assert.deepEqual(await violations(page), [])
  await page.reload()
  await page.getByRole('heading', { level: 2, name: 'Next visits' }).waitFor()
  await picture(page, 'board-en')
  await close()
})

test('shows how a due date was reached, in the language of the reader, when somebody asks', async () => {
  const { page, asked, complaints, close } = await openBoard()
  const duties = () => asked.filter((url) => url.includes('/api/v1/duties/'))
  assert.deepEqual(duties(), [], 'nothing is asked for before')
  const first = page.locator('details.how').first()
  await first.locator('summary').focus()
  await page.keyboard.press('Enter')
  await first.locator('li').first().waitFor()
  assert.equal(duties().length, 1)
  const duty = await service.read(new URL(duties()[0]).pathname)
  const [year, month, day] = duty.due.safe_day.split('-')
  assert.match(await first.innerText(), new RegExp(`^Cách tính\\s[^]*Ngày làm việc cuối trước hạn: .*, ${day}/${month}/${year}`))
  assert.match(await first.innerText(), /Hết hạn theo luật: (Thứ|Chủ)/)
  const steps = await first.locator('li').allInnerTexts()
  assert.equal(steps.length, duty.derivation.length)
  assert.match(steps.join('\n'), /theo lịch ngày nghỉ vn-\d{4}/)
  assert.deepEqual(await violations(page), [])
  await picture(page, 'how-vi')

  await page.getByRole('button', { name: 'English' }).click()
  await first.locator('li', { hasText: 'by the calendar of days off' }).waitFor()
  assert.match(await first.innerText(), /^How it is reached\s[^]*Legal end: (Mon|Tue|Wed|Thu|Fri), /)
  assert.equal(duties().length, 2)
  await picture(page, 'how-en')
  assert.deepEqual(complaints, [])

  await page.route('**/api/v1/duties/**', (route) => route.abort())
  const second = page.locator('details.how').nth(1)
  await second.locator('summary').click()
  await second.getByText('It could not be read').waitFor()
  await page.unroute('**/api/v1/duties/**')
  await second.locator('summary').click()
  await second.locator('summary').click()
  await second.locator('li').first().waitFor()
  await close()
})

test('shuts nobody out: axe finds nothing, wide and narrow, on the board and on the form', async () => {
  for (const width of [1280, 360]) {
    const { page, close } = await openBoard({ width, height: 740 })
    assert.deepEqual(await violations(page), [], `board at ${width}`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    assert.ok(overflow <= 0, `wider than a screen of ${width} by ${overflow}`)
    await picture(page, `board-${width}`)
    await page.getByRole('button', { name: 'Thoát' }).click()
    await page.getByLabel('Mã truy cập').waitFor()
    assert.deepEqual(await violations(page), [], `form at ${width}`)
    await picture(page, `form-${width}`)
    await close()
  }
})

test('can be used by keyboard alone', async () => {
  const { page, close } = await openBoard()
  await page.keyboard.press('Tab')
  assert.equal(await page.locator(':focus').innerText(), 'Đến nội dung chính')
  await page.keyboard.press('Enter')
  assert.equal(await page.locator(':focus').getAttribute('id'), 'content')
  await page.keyboard.press('Tab')
  assert.match(await page.locator(':focus').innerText(), /Quá hạn/)
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => location.hash), '#overdue')
  await close()
})

test('asks for a token where there is none, and says when one is no good', async () => {
  const { page, asked, close } = await openTab()
  await page.goto(service.url)
  await page.getByLabel('Mã truy cập').fill(`insp_${'x'.repeat(43)}`)
  await page.getByRole('button', { name: 'Mở' }).click()
  await page.getByRole('alert').filter({ hasText: 'đã hết hạn hoặc đã bị thu hồi' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('Mã truy cập').fill(service.token)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Lịch sắp tới' }).waitFor()
  assert.ok(!asked.some((url) => url.includes('insp_')))
  await page.getByRole('button', { name: 'Thoát' }).click()
  await page.reload()
  await page.getByLabel('Mã truy cập').waitFor()
  assert.equal(await page.evaluate(() => sessionStorage.length), 0)
  await close()
})

test('keeps what it shows, and says so, while the service cannot be reached', async () => {
  const { page, close } = await openBoard()
  await page.route('**/api/**', (route) => route.abort())
  await page.getByRole('button', { name: 'Tải lại' }).click()
  await page.getByRole('status').filter({ hasText: 'Chưa kết nối được với dịch vụ; số liệu lúc' }).waitFor()
  assert.ok((await texts(page, below('overdue', '.debtors li'))).length > 0)
  assert.deepEqual(await violations(page), [])
  await page.unroute('**/api/**')
  await page.getByRole('button', { name: 'Tải lại' }).click()
  await page.getByText('Cập nhật lúc').waitFor()
  await close()
})

test('runs under a policy that stops what is not its own', async () => {
  const { page, complaints, close } = await openBoard()
  const stopped = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
        const script = document.createElement('script')
        script.textContent = 'globalThis.intruder = true'
        document.body.append(script)
      }),
  )
  assert.equal(stopped, 'script-src-elem')
  assert.equal(await page.evaluate(() => globalThis.intruder), undefined)
  assert.equal(complaints.length, 1, 'and nothing else broke it')
  await close()
})
