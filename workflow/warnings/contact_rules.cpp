// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool is_phone(const Contact& contact) {
  return contact.kind == "phone" || contact.kind == "hotline";
}

/// The digits before the first dot, blank, hyphen or bracket.
std::string first_group(const std::string& value) {
  const auto begin = value.find_first_of("0123456789");
  if (begin == std::string::npos) return {};
  const auto end = std::min(value.find_first_not_of("0123456789", begin), value.size());
  return value.substr(begin, end - begin);
}

bool is_landline(const std::string& digits, const std::string& area) {
  const bool big_city = digits.starts_with("024") || digits.starts_with("028");
  if (digits.size() != 11) return false;
  return area.size() == digits.size() || area.size() == (big_city ? 3u : 4u);
}

/// Numbers of the Vietnamese plan: emergency and help lines, 1800 and 1900, landlines with a whole
/// area code (02xx; Hà Nội 024, Thành phố Hồ Chí Minh 028), mobile phones; also written with +84.
bool is_well_formed(const std::string& value) {
  auto digits = digits_of(value);
  auto area = first_group(value);
  if (value.starts_with("+84")) {
    digits = "0" + digits.substr(2);
    area = digits;
  }
  if (digits.starts_with("1800") || digits.starts_with("1900"))
    return digits.size() >= 8 && digits.size() <= 10;
  if (digits.starts_with("1")) return digits.size() >= 3 && digits.size() <= 6;
  if (digits.starts_with("02")) return is_landline(digits, area);
  return digits.starts_with("0") && digits.size() == 10 && digits[1] != '0' && digits[1] != '1';
}

bool differ_in_one_digit(const std::string& a, const std::string& b) {
  if (a.size() != b.size() || a.size() < 7) return false;
  std::size_t differences = 0;
  for (std::size_t i = 0; i < a.size(); ++i) differences += a[i] != b[i] ? 1 : 0;
  return differences == 1;
}

bool contradict(const Contact& a, const Contact& b) {
  const auto one = digits_of(a.value);
  const auto other = digits_of(b.value);
  if (one == other) return false;
  const bool of_two_agencies = !a.agency.empty() && !b.agency.empty() && a.agency != b.agency;
  return folded(a.label) == folded(b.label) ||
         (!of_two_agencies && differ_in_one_digit(one, other));
}

}  // namespace

Findings find_phone_format(const PlanView& view) {
  Findings found;
  const auto& contacts = view.plan().contacts;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    if (!is_phone(contacts[i]) || is_well_formed(contacts[i].value)) continue;
    found.push_back({pointer("contacts", i, "value"),
                     {{"value", contacts[i].value}, {"label", contacts[i].label}}});
  }
  return found;
}

Findings find_conflicting_phone(const PlanView& view) {
  Findings found;
  const auto& contacts = view.plan().contacts;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const auto other = std::ranges::find_if(
        contacts.begin(), contacts.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const Contact& earlier) {
          return is_phone(earlier) && is_phone(contacts[i]) && contradict(earlier, contacts[i]);
        });
    if (other == contacts.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    found.push_back(
        {pointer("contacts", i, "value"),
         {{"value", contacts[i].value}, {"other", other->value}, {"label", contacts[i].label}}});
  }
  return found;
}

}  // namespace inspectord
