// SPDX-License-Identifier: Apache-2.0
#include "notifications/email_address.hpp"

#include <algorithm>

namespace inspectord {
namespace {

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// RFC 5322, 3.2.3.
bool is_atom_character(char c) {
  return is_alnum(c) || std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
}

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_atom(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), is_atom_character);
}

bool is_label(std::string_view part) {
  return !part.empty() && part.size() <= 63 && part.front() != '-' && part.back() != '-' &&
         std::all_of(part.begin(), part.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

template <class Predicate>
bool all_parts(std::string_view text, Predicate good) {
  while (true) {
    const auto dot = text.find('.');
    if (!good(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

Result<EmailAddress> EmailAddress::parse(std::string_view text) {
  const auto at = text.rfind('@');
  const bool good = text.size() <= 254 && at != std::string_view::npos && at <= 64 &&
                    all_parts(text.substr(0, at), is_atom) &&
                    all_parts(text.substr(at + 1), is_label);
  if (!good) return Refusal{bad_email_address, "", {{"address", std::string{text.substr(0, 254)}}}};
  std::string stored{text};
  std::transform(stored.begin() + static_cast<std::ptrdiff_t>(at), stored.end(),
                 stored.begin() + static_cast<std::ptrdiff_t>(at), to_lower);
  return EmailAddress{std::move(stored), at};
}

}  // namespace inspectord
