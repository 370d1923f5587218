// SPDX-License-Identifier: Apache-2.0
#include "server/mail_relay.hpp"

#include "notifications/spool_channel.hpp"
#include "server/household.hpp"

#include <boost/url/parse.hpp>

#include <stdexcept>
#include <string>

namespace inspectord {

SmtpChannel::Options relay_options(const MailOptions& mail, const Mailbox& from) {
  const auto url = boost::urls::parse_uri(mail.relay);
  const bool known = url && (url->scheme() == "smtp" || url->scheme() == "smtps");
  if (!known)
    throw std::invalid_argument("mail.relay: neither smtp:// nor smtps://: " + mail.relay);
  const bool implicit = url->scheme() == "smtps";
  SmtpChannel::Options options{.host = std::string{url->encoded_host_address()},
                               .sender = from.address};
  options.port = url->has_port() ? url->port_number() : implicit ? 465 : 587;
  options.security = implicit                 ? SmtpChannel::Security::implicit
                     : mail.starttls_required ? SmtpChannel::Security::starttls
                                              : SmtpChannel::Security::plain_loopback;
  options.ca_file = mail.ca_file;
  options.user = mail.user;
  options.password = mail.password;
  return options;
}

std::unique_ptr<Channel> open_mail_channel(const Options& options, const Mailbox& from) {
  if (options.mail.relay.empty()) return std::make_unique<SpoolChannel>(spool_directory(options));
  return std::make_unique<SmtpChannel>(relay_options(options.mail, from));
}

}  // namespace inspectord
