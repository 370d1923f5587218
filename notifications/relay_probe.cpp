// SPDX-License-Identifier: Apache-2.0
#include "notifications/relay_probe.hpp"

#include <curl/curl.h>

#include <memory>

namespace inspectord {

std::optional<std::string> probe_relay(const SmtpChannel::Options& options) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(),
                                                                 &curl_easy_cleanup};
  if (!curl) return "libcurl";
  const bool implicit = options.security == SmtpChannel::Security::implicit;
  const std::string url = std::string{implicit ? "smtps://" : "smtp://"} + options.host + ":" +
                          std::to_string(options.port);
  char why[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 5L);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, why);
  if (!options.ca_file.empty())
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, options.ca_file.c_str());
  const auto code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return std::nullopt;
  return why[0] ? why : curl_easy_strerror(code);
}

}  // namespace inspectord
