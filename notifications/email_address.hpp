// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace inspectord {

inline constexpr Reason bad_email_address{"bad_email_address", RefusalKind::invalid};

/// A mailbox as SMTP takes it (RFC 5321, 4.1.2): dot-atom at domain, ASCII, at most 254 characters.
/// No quoted local parts, address literals or controls. Exists only parsed; the domain is in lower
/// case.
class EmailAddress {
 public:
  static Result<EmailAddress> parse(std::string_view text);

  const std::string& text() const { return text_; }
  std::string_view local_part() const { return std::string_view{text_}.substr(0, at_); }
  std::string_view domain() const { return std::string_view{text_}.substr(at_ + 1); }

  friend auto operator<=>(const EmailAddress&, const EmailAddress&) = default;

 private:
  EmailAddress(std::string text, std::size_t at) : text_(std::move(text)), at_(at) {}

  std::string text_;
  std::size_t at_;
};

}  // namespace inspectord
