// SPDX-License-Identifier: Apache-2.0
#include "notifications/webhook_url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace inspectord {

Result<WebhookUrl> WebhookUrl::parse(std::string_view text, Schemes schemes) {
  namespace urls = boost::urls;
  if (text.size() > 2048) return Refusal{bad_webhook_url};
  const auto parsed = urls::parse_uri({text.data(), text.size()});
  if (!parsed) return Refusal{bad_webhook_url};
  const urls::url_view& url = *parsed;
  const bool secure = url.scheme_id() == urls::scheme::https;
  if (!secure && url.scheme_id() != urls::scheme::http) return Refusal{webhook_url_needs_https};
  if (!secure && schemes == Schemes::https_only) return Refusal{webhook_url_needs_https};
  if (url.has_userinfo()) return Refusal{webhook_url_has_login};
  const bool good_port = !url.has_port() || url.port_number() != 0;  // 0: not a number of 16 bits
  if (url.encoded_host().empty() || !good_port || url.has_fragment())
    return Refusal{bad_webhook_url};
  const std::string host_and_port{url.encoded_host_and_port().data(),
                                  url.encoded_host_and_port().size()};
  return WebhookUrl{std::string{text}, (secure ? "https://" : "http://") + host_and_port + "/..."};
}

std::string masked_url(std::string_view address) {
  const auto url = WebhookUrl::parse(address, WebhookUrl::Schemes::https_and_http);
  return url ? url->masked() : "webhook";
}

}  // namespace inspectord
