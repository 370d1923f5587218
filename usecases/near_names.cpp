// SPDX-License-Identifier: Apache-2.0
#include "usecases/near_names.hpp"

#include "words/folding.hpp"

#include <algorithm>
#include <cstddef>

namespace inspectord {
namespace {

using Parts = std::vector<std::string>;

Parts parts_of(std::string_view name) {
  Parts parts(1);
  for (const char c : folded_for_search(name)) {
    if (c != ' ' && c != '-' && c != ',') {
      parts.back() += c;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

std::string joined(const Parts& parts) {
  std::string whole;
  for (const auto& part : parts) whole += part;
  return whole;
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_one_letter_off(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.size() < 3 || a.size() - b.size() > 1 || has_digit(a) || has_digit(b)) return false;
  const auto differs = std::mismatch(b.begin(), b.end(), a.begin()).first - b.begin();
  const auto at = static_cast<std::size_t>(differs);
  if (a.size() > b.size()) return a.substr(at + 1) == b.substr(at);
  if (a.substr(at + 1) == b.substr(at + 1)) return true;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
         a.substr(at + 2) == b.substr(at + 2);
}

bool is_near(const Parts& a, const Parts& b) {
  if (a.size() != b.size()) return joined(a) == joined(b);
  std::size_t differing = 0;
  bool slightly = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    ++differing;
    slightly = slightly && is_one_letter_off(a[i], b[i]);
  }
  return differing == 0 || (differing == 1 && slightly);
}

}  // namespace

std::vector<std::string> names_near(std::string_view name, const std::vector<std::string>& known) {
  const auto wanted = parts_of(name);
  std::vector<std::string> near;
  for (const auto& one : known) {
    const bool is_new = std::find(near.begin(), near.end(), one) == near.end();
    if (one != name && is_new && is_near(wanted, parts_of(one))) near.push_back(one);
  }
  return near;
}

}  // namespace inspectord
