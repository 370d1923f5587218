// SPDX-License-Identifier: Apache-2.0
#include "notifications/smtp_channel.hpp"

#include "notifications/mail_text.hpp"

#include <curl/curl.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace inspectord {
namespace {

using Security = SmtpChannel::Security;
using Steady = std::chrono::steady_clock;

constexpr std::size_t longest_reply_kept = 300;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == ':';
  });
}

std::string url_of(const SmtpChannel::Options& options) {
  const auto host =
      options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]";
  const auto hello = options.hello.empty() ? std::string{options.sender.domain()} : options.hello;
  return (options.security == Security::implicit ? "smtps://" : "smtp://") + host + ":" +
         std::to_string(options.port) + "/" + hello;
}

std::string sender_of(const SmtpChannel::Options& options, const MessageId& id) {
  if (!options.sender_per_message) return options.sender.text();
  return std::string{options.sender.local_part()} + "+" + id.to_string() + "@" +
         std::string{options.sender.domain()};
}

/// What the answer means: see the class.
struct Verdict {
  DeliveryOutcome outcome;
  const char* code;
  bool relay_usable;  ///< Others may go on trying now.
};

Verdict verdict_of_reply(int status) {
  if (status / 100 == 5) return {DeliveryOutcome::dead, "refused", true};
  if (status / 100 == 4) return {DeliveryOutcome::retry, "deferred", true};
  return {DeliveryOutcome::retry, "connection_lost", true};
}

Verdict verdict_of(CURLcode code, int status, bool body_sent) {
  switch (code) {
    case CURLE_OK:
      return {DeliveryOutcome::accepted, "accepted", true};
    case CURLE_SEND_ERROR:
      return verdict_of_reply(status);  // MAIL, RCPT or DATA was refused
    case CURLE_WEIRD_SERVER_REPLY:
      if (body_sent) return verdict_of_reply(status);
      return {DeliveryOutcome::retry, "relay_refuses", false};
    case CURLE_REMOTE_ACCESS_DENIED:
      return {DeliveryOutcome::retry, "relay_refuses", false};
    case CURLE_USE_SSL_FAILED:
      return {DeliveryOutcome::retry, "no_starttls", false};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
      return {DeliveryOutcome::retry, "tls_failed", false};
    case CURLE_LOGIN_DENIED:
      return {DeliveryOutcome::retry, "login_refused", false};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return {DeliveryOutcome::retry, "unreachable", false};
    case CURLE_OPERATION_TIMEDOUT:
      return {DeliveryOutcome::retry, "timed_out", body_sent};
    default:
      return {DeliveryOutcome::retry, "connection_lost", true};
  }
}

class MailTransfer final : public Transfer {
 public:
  MailTransfer(const SmtpChannel::Options& options, const OutgoingMessage& message, EmailAddress to,
               Channel::Done done)
      : options_(options),
        body_(message.body),
        sender_(sender_of(options, message.id)),
        to_(std::move(to)),
        done_(std::move(done)) {}

  std::string destination() const override { return "relay"; }

  void prepare(void* easy) override {
    begin_ = Steady::now();
    recipients_.reset(curl_slist_append(nullptr, to_.text().c_str()));
    curl_easy_setopt(easy, CURLOPT_URL, url_of(options_).c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, sender_.c_str());
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients_.get());
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(body_.size()));
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, &MailTransfer::read);
    curl_easy_setopt(easy, CURLOPT_READDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &MailTransfer::hear);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &MailTransfer::ignore);
    set_security(easy);
    set_limits(easy);
  }

  bool may_connect(const IpAddress& address) override {
    return options_.security != Security::plain_loopback || address.is_loopback();
  }

  bool finished(void* easy, int code) override {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    const auto verdict =
        verdict_of(static_cast<CURLcode>(code), static_cast<int>(status), sent_whole());
    const bool refused = status / 100 == 4 || status / 100 == 5;
    std::string detail = verdict.code;
    if (status != 0 && !reply_.empty())
      detail += ": " + reply_;
    else if (code != CURLE_OK)
      detail += std::string{": "} + curl_easy_strerror(static_cast<CURLcode>(code));
    answer({.outcome = verdict.outcome,
            .detail = std::move(detail),
            .status = static_cast<int>(status),
            .may_have_arrived =
                verdict.outcome == DeliveryOutcome::retry && sent_whole() && !refused});
    return verdict.relay_usable;
  }

  void cancelled() override { answer({.detail = "stopped", .may_have_arrived = sent_whole()}); }

  void skipped(Skipped why) override {
    answer({.detail = why == Skipped::stopped ? "stopped" : "relay_unusable", .attempted = false});
  }

 private:
  bool sent_whole() const { return offset_ == body_.size(); }

  void set_security(void* easy) const {
    const bool tls = options_.security != Security::plain_loopback;
    curl_easy_setopt(easy, CURLOPT_USE_SSL,
                     static_cast<long>(tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options_.ca_file.c_str());
    if (options_.user.empty()) return;
    curl_easy_setopt(easy, CURLOPT_USERNAME, options_.user.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, options_.password.reveal().c_str());
    curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
  }

  /// curl counts greeting, TLS and login as connecting. A late greeting is no reason to give up, so
  /// the limit on the connection is the kernel's, and is lifted when the relay first speaks.
  void set_limits(void* easy) {
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.whole_limit.count()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(options_.whole_limit.count()));
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, 30L);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, &MailTransfer::limit_connecting);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, this);
  }

  static int limit_connecting(void* self, curl_socket_t fd, curlsocktype) {
    auto& mine = *static_cast<MailTransfer*>(self);
    const auto limit = static_cast<unsigned>(mine.options_.connect_limit.count());
    if (::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &limit, sizeof limit) != 0)
      return CURL_SOCKOPT_ERROR;
    mine.connecting_ = fd;
    return CURL_SOCKOPT_OK;
  }

  static std::size_t read(char* out, std::size_t size, std::size_t count, void* self) {
    auto& mine = *static_cast<MailTransfer*>(self);
    const auto length = std::min(size * count, mine.body_.size() - mine.offset_);
    std::memcpy(out, mine.body_.data() + mine.offset_, length);
    mine.offset_ += length;
    return length;
  }

  /// curl hands over each line the relay says.
  static std::size_t hear(char* line, std::size_t size, std::size_t count, void* self) {
    auto& mine = *static_cast<MailTransfer*>(self);
    if (const int fd = std::exchange(mine.connecting_, -1); fd >= 0) {
      const unsigned no_limit = 0;
      ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &no_limit, sizeof no_limit);
    }
    std::string_view reply{line, std::min(size * count, longest_reply_kept)};
    while (reply.ends_with('\n') || reply.ends_with('\r')) reply.remove_suffix(1);
    if (!reply.starts_with("221")) mine.reply_ = mail_text::one_line(reply);  // not the farewell
    return size * count;
  }

  static std::size_t ignore(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
  }

  void answer(Delivery delivery) {
    if (begin_ != Steady::time_point{})
      delivery.took = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin_);
    done_(std::move(delivery));
  }

  const SmtpChannel::Options& options_;
  const std::string body_;
  const std::string sender_;
  const EmailAddress to_;
  const Channel::Done done_;
  std::unique_ptr<curl_slist, FreeList> recipients_;
  std::size_t offset_ = 0;
  std::string reply_;
  int connecting_ = -1;
  Steady::time_point begin_{};
};

}  // namespace

SmtpChannel::SmtpChannel(Options options)
    : options_(std::move(options)),
      loop_({.in_flight = options_.connections, .per_destination = options_.connections}) {
  if (!is_host(options_.host)) throw std::invalid_argument("smtp: not a host: " + options_.host);
  if (!options_.hello.empty() && !is_host(options_.hello))
    throw std::invalid_argument("smtp: not a host: " + options_.hello);
}

void SmtpChannel::deliver(const OutgoingMessage& message, Done done) {
  auto to = EmailAddress::parse(message.to);
  if (!to)
    return done({.outcome = DeliveryOutcome::dead, .detail = std::string{bad_email_address.code}});
  loop_.submit(std::make_unique<MailTransfer>(options_, message, *std::move(to), std::move(done)));
}

}  // namespace inspectord
