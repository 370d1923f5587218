// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace inspectord {

inline constexpr Reason bad_webhook_url{"bad_webhook_url", RefusalKind::invalid};
inline constexpr Reason webhook_url_needs_https{"webhook_url_needs_https", RefusalKind::invalid};
inline constexpr Reason webhook_url_has_login{"webhook_url_has_login", RefusalKind::invalid};

/// Where a webhook goes: an absolute https URL (http where allowed) with a host, without user,
/// password or fragment, of at most 2,048 characters. Exists only parsed. The URL may hold a token:
/// show `masked`.
class WebhookUrl {
 public:
  enum class Schemes { https_only, https_and_http };

  static Result<WebhookUrl> parse(std::string_view text, Schemes = Schemes::https_only);

  const std::string& text() const { return text_; }
  const std::string& masked() const { return masked_; }  ///< Scheme, host, port, then "/...".

 private:
  WebhookUrl(std::string text, std::string masked)
      : text_(std::move(text)), masked_(std::move(masked)) {}

  std::string text_;
  std::string masked_;
};

/// A kept address as it may be shown: masked; "webhook" where it is no URL any more.
std::string masked_url(std::string_view address);

}  // namespace inspectord
