// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace inspectord {

/// A mail as its reader sees it: the fields decoded, the text and the HTML apart.
struct ReadMail {
  std::string file;                                ///< Its name in the spool.
  std::multimap<std::string, std::string> fields;  ///< As they stand, unfolded.
  std::string to;                                  ///< The address alone.
  std::string at;  ///< The local time of its Date: "2024-05-06 08:00:00 +0700".
  std::string subject;
  std::string text;
  std::string html;
};

ReadMail read_mail(const std::string& bytes);

/// The mails of a Maildir, as they come. Each is given out once.
class MailReader {
 public:
  explicit MailReader(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// What has come since the last call, in the order in which it was made.
  std::vector<ReadMail> fresh();

 private:
  const std::filesystem::path folder_;
  std::set<std::string> seen_;
};

}  // namespace inspectord
