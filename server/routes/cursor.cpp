// SPDX-License-Identifier: Apache-2.0
#include "server/routes/cursor.hpp"

#include "core/digest.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr std::size_t check_size = 8;

/// What was cut short, mistyped or made up is noticed; it keeps no secret.
std::string check_of(std::string_view list, std::string_view place) {
  return to_hex(sha256(std::string{list} + "\n" + std::string{place})).substr(0, check_size);
}

/// base64url without padding (RFC 4648, 5).
std::string to_url_text(std::string_view bytes) {
  auto text = to_base64(bytes);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  text.erase(std::min(text.find('='), text.size()));
  return text;
}

std::optional<std::string> from_url_text(std::string_view text) {
  std::string padded{text};
  if (padded.find_first_of("+/=") != std::string::npos) return std::nullopt;
  std::ranges::replace(padded, '-', '+');
  std::ranges::replace(padded, '_', '/');
  padded.append((4 - padded.size() % 4) % 4, '=');
  return from_base64(padded);
}

}  // namespace

std::string write_cursor(std::string_view list, const PagePlace& place) {
  std::string text;
  for (std::size_t i = 0; i < place.size(); ++i) text += (i == 0 ? "" : "\n") + place[i];
  return to_url_text(check_of(list, text) + text);
}

std::optional<PagePlace> read_cursor(std::string_view list, std::string_view cursor) {
  const auto read = from_url_text(cursor);
  if (!read || read->size() <= check_size) return std::nullopt;
  std::string_view rest = std::string_view{*read}.substr(check_size);
  if (check_of(list, rest) != read->substr(0, check_size)) return std::nullopt;
  PagePlace place;
  for (;;) {
    const auto end = std::min(rest.find('\n'), rest.size());
    place.emplace_back(rest.substr(0, end));
    if (end == rest.size()) return place;
    rest.remove_prefix(end + 1);
  }
}

}  // namespace inspectord
