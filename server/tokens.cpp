// SPDX-License-Identifier: Apache-2.0
#include "server/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace inspectord {
namespace {

constexpr std::string_view prefix = "insp_";
constexpr std::string_view alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t random_bytes = 32;
constexpr std::size_t digits = 43;  // ceil(256 / log2(62))

/// The bytes as one number in base 62, with leading zeros: one digit per division of the whole.
std::string to_base62(std::array<std::uint8_t, random_bytes> number) {
  std::string text(digits, '0');
  for (auto place = text.rbegin(); place != text.rend(); ++place) {
    unsigned remainder = 0;
    for (auto& byte : number) {
      const unsigned value = remainder << 8 | byte;
      byte = static_cast<std::uint8_t>(value / alphabet.size());
      remainder = value % alphabet.size();
    }
    *place = alphabet[remainder];
  }
  return text;
}

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

NewToken make_with_prefix(std::string_view before, Random& random) {
  std::array<std::uint8_t, random_bytes> bytes{};
  random.fill(std::as_writable_bytes(std::span{bytes}));
  Secret text{std::string{before} + to_base62(bytes)};
  const auto hash = hash_of_token(text.reveal());
  return NewToken{std::move(text), hash};
}

}  // namespace

NewToken make_token(Random& random) {
  return make_with_prefix(prefix, random);
}

NewToken make_feed_token(Random& random) {
  return make_with_prefix("", random);
}

bool is_feed_token(std::string_view text) {
  return text.size() == digits && are_digits(text);
}

Sha256 hash_of_token(std::string_view text) {
  return sha256(text);
}

std::optional<std::string_view> bearer_token(std::string_view authorization) {
  const auto space = authorization.find(' ');
  if (!same_ignoring_case(authorization.substr(0, space), "Bearer")) return std::nullopt;
  if (space == std::string_view::npos) return std::nullopt;
  const auto token = authorization.substr(space + 1);
  if (token.size() != prefix.size() + digits || !token.starts_with(prefix)) return std::nullopt;
  const auto rest = token.substr(prefix.size());
  if (!are_digits(rest)) return std::nullopt;
  return token;
}

Authenticate authenticate_by_token(TokenLookup look_up, const Clock& clock) {
  return [look_up = std::move(look_up),
          &clock](const Request& request) -> Result<std::optional<Actor>> {
    const auto authorization = request.header("Authorization");
    if (!authorization) return std::optional<Actor>{};
    const auto token = bearer_token(*authorization);
    if (!token) return Refusal{bad_authorization};
    auto actor = look_up(hash_of_token(*token), clock.now());
    if (!actor) return Refusal{unknown_token};
    actor->channel = ActorChannel::http;
    return actor;
  };
}

}  // namespace inspectord
