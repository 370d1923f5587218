// SPDX-License-Identifier: Apache-2.0
// The token with which this tab reads. An address "/#token=insp_..." opens the board directly: what follows "#" is
// sent to no server. It is taken out of the address at once and kept by this tab alone until it is closed.
const stored = 'inspectord.token'
const wellFormed = /^insp_[0-9A-Za-z]{43}$/

/** The token in a fragment ("#token=insp_..."), or null. */
export function tokenOf(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token')
  return token !== null && wellFormed.test(token) ? token : null
}

/** The token of the address, which is taken out of it, or else the one that this tab keeps. */
export function findToken(): string | null {
  const given = tokenOf(location.hash)
  if (location.hash.startsWith('#token=')) history.replaceState(null, '', location.pathname + location.search)
  if (given !== null) keepToken(given)
  return given ?? sessionStorage.getItem(stored)
}

export function keepToken(token: string) {
  sessionStorage.setItem(stored, token)
}

export function forgetToken() {
  sessionStorage.removeItem(stored)
}
