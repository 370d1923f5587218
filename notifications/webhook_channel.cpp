// SPDX-License-Identifier: Apache-2.0
#include "notifications/webhook_channel.hpp"

#include "notifications/mail_text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t longest_answer_kept = 200;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::string_view{" \t\r\n"}.find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && std::string_view{" \t\r\n"}.find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

/// RFC 9110, 10.2.3: seconds or a date.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, Instant now) {
  constexpr std::int64_t most = 366 * 86'400;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (end == value.data() + value.size() && !value.empty() &&
      error != std::errc::invalid_argument) {
    return std::chrono::seconds{error == std::errc::result_out_of_range
                                    ? most
                                    : std::clamp<std::int64_t>(seconds, 0, most)};
  }
  const auto at = curl_getdate(std::string{value}.c_str(), nullptr);
  if (at == -1) return std::nullopt;
  const auto wait = at - to_millis(now) / 1000;
  return std::chrono::seconds{std::clamp<std::int64_t>(wait, 0, most)};
}

/// What a status means: see the class.
Delivery judge(int status) {
  Delivery delivery{.outcome = DeliveryOutcome::dead, .detail = "refused", .status = status};
  if (status / 100 == 2) {
    delivery.outcome = DeliveryOutcome::accepted;
    delivery.detail = "accepted";
  } else if (status == 408 || status == 425 || status == 429 || status / 100 == 5) {
    delivery.outcome = DeliveryOutcome::retry;
    delivery.detail = "deferred";
  } else if (status / 100 == 3) {
    delivery.detail = "redirected";
  } else if (status == 410) {
    delivery.detail = "gone";
    delivery.disable_endpoint = true;
  }
  return delivery;
}

const char* network_failure(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "unresolved";
    case CURLE_COULDNT_CONNECT:
      return "unreachable";
    case CURLE_OPERATION_TIMEDOUT:
      return "timed_out";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
      return "tls_failed";
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
      return "no_http_answer";
    default:
      return "connection_lost";
  }
}

class WebhookTransfer final : public Transfer {
 public:
  WebhookTransfer(const WebhookChannel::Options& options, const Clock& clock,
                  const OutgoingMessage& message, std::vector<WebhookSecret> secrets,
                  Channel::Done done)
      : options_(options),
        clock_(clock),
        id_(message.id),
        url_(message.to),
        body_(message.body),
        secrets_(std::move(secrets)),
        done_(std::move(done)) {}

  std::string destination() const override { return url_; }

  void prepare(void* easy) override {
    begin_ = std::chrono::steady_clock::now();
    add_headers();
    curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR,
                     options_.schemes == WebhookUrl::Schemes::https_only ? "https" : "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "inspectord");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_.get());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body_.c_str());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &WebhookTransfer::take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &WebhookTransfer::take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options_.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(options_.connect_limit.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.whole_limit.count()));
  }

  bool may_connect(const IpAddress& address) override {
    const bool permitted = options_.guard.permits(address);
    (permitted ? tried_ : refused_) = true;
    return permitted;
  }

  bool finished(void* easy, int code) override {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (refused_ && !tried_) {
      answer({.outcome = DeliveryOutcome::dead, .detail = "address_not_allowed"});
      return true;
    }
    const auto result = static_cast<CURLcode>(code);
    const bool cut_by_us =
        result == CURLE_WRITE_ERROR && head_complete_;  // the status is known, the rest unwanted
    if (result == CURLE_OK || cut_by_us) {
      answer(judged(static_cast<int>(status)));
      return true;
    }
    const auto* failure =
        result == CURLE_WRITE_ERROR ? "answer_not_allowed" : network_failure(result);
    long asked = 0;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &asked);
    answer({.detail = std::string{failure} + ": " + curl_easy_strerror(result),
            .status = static_cast<int>(status),
            .may_have_arrived = asked > 0});
    return result == CURLE_WRITE_ERROR;
  }

  void cancelled() override { answer({.detail = "stopped", .may_have_arrived = true}); }

  void skipped(Skipped why) override {
    answer(
        {.detail = why == Skipped::stopped ? "stopped" : "endpoint_unusable", .attempted = false});
  }

 private:
  void add_headers() {
    const auto now = clock_.now();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    add_header("Content-Type: application/json");
    add_header("Expect:");
    add_header("webhook-id: " + id_.to_string());
    add_header("webhook-timestamp: " + std::to_string(seconds));
    if (!secrets_.empty())
      add_header("webhook-signature: " + webhook_signature(secrets_, id_, now, body_));
  }

  void add_header(const std::string& line) {
    headers_.reset(curl_slist_append(headers_.release(), line.c_str()));
  }

  /// One line of the head, or of the head of a 1xx answer before it. Anything but its full length
  /// ends the transfer.
  static std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& mine = *static_cast<WebhookTransfer*>(self);
    mine.head_read_ += size * count;
    if (mine.head_read_ > mine.options_.most_answer) return 0;
    const std::string_view line{bytes, size * count};
    if (line.starts_with("HTTP/")) {
      mine.interim_ = line.substr(std::min(line.find(' '), line.size())).starts_with(" 1");
      mine.retry_after_.reset();
    }
    if (trimmed(line).empty()) mine.head_complete_ = !mine.interim_;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (equal_ignoring_case(name, "retry-after"))
      mine.retry_after_ = parse_retry_after(value, mine.clock_.now());
    // curl would unpack a transfer coding that nobody asked for.
    const bool packed =
        equal_ignoring_case(name, "transfer-encoding") && !equal_ignoring_case(value, "chunked");
    return packed ? 0 : line.size();
  }

  static std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& mine = *static_cast<WebhookTransfer*>(self);
    const auto length = size * count;
    mine.answer_.append(
        bytes,
        std::min(length, longest_answer_kept - std::min(longest_answer_kept, mine.answer_.size())));
    mine.body_read_ += length;
    return mine.body_read_ > mine.options_.most_answer ? 0 : length;
  }

  Delivery judged(int status) const {
    auto delivery = judge(status);
    delivery.retry_after = retry_after_;
    if (delivery.outcome != DeliveryOutcome::accepted && !answer_.empty())
      delivery.detail += ": " + mail_text::one_line(answer_);
    return delivery;
  }

  void answer(Delivery delivery) {
    if (begin_) {
      delivery.took = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - *begin_);
    }
    done_(std::move(delivery));
  }

  const WebhookChannel::Options& options_;
  const Clock& clock_;
  const MessageId id_;
  const std::string url_;
  const std::string body_;
  const std::vector<WebhookSecret> secrets_;
  const Channel::Done done_;
  std::unique_ptr<curl_slist, FreeList> headers_;
  std::optional<std::chrono::steady_clock::time_point> begin_;
  bool refused_ = false;
  bool tried_ = false;
  bool interim_ = false;
  bool head_complete_ = false;
  std::size_t head_read_ = 0;
  std::size_t body_read_ = 0;
  std::string answer_;
  std::optional<std::chrono::seconds> retry_after_;
};

}  // namespace

WebhookChannel::WebhookChannel(Options options, const Clock& clock, Secrets secrets)
    : options_(std::move(options)),
      clock_(clock),
      secrets_(std::move(secrets)),
      loop_(options_.limits) {}

void WebhookChannel::deliver(const OutgoingMessage& message, Done done) {
  const auto url = WebhookUrl::parse(message.to, options_.schemes);
  if (!url)
    return done(
        {.outcome = DeliveryOutcome::dead, .detail = std::string{url.error().reason().code}});
  std::vector<WebhookSecret> secrets;
  try {
    if (!message.secret_ref.empty()) secrets = secrets_(message.secret_ref);
  } catch (const std::exception& error) {  // the store could not be read just now
    return done({.detail = std::string{"secret_unreadable: "} + error.what(), .attempted = false});
  }
  if (!message.secret_ref.empty() && secrets.empty()) return done({.detail = "secret_missing"});
  loop_.submit(std::make_unique<WebhookTransfer>(options_, clock_, message, std::move(secrets),
                                                 std::move(done)));
}

}  // namespace inspectord
