// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notifications/delivery.hpp"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace inspectord {

/// Puts mail into a Maildir: what a house without a relay shows its newcomers. A file is named by
/// the message's id, so that the same message delivered again stays one file; bytes and name are
/// synced before `accepted` is said. Files are written on a thread of the channel's own.
class SpoolChannel final : public Channel {
 public:
  /// Makes folder/{tmp,new,cur}; throws std::filesystem::filesystem_error where it cannot.
  explicit SpoolChannel(std::filesystem::path folder);
  ~SpoolChannel() override;  ///< stop().

  void deliver(const OutgoingMessage&, Done) override;
  /// Enough that it never runs dry while a claim is written to the same disk.
  std::size_t places() const override { return 64; }
  void
  stop();  ///< Finishes the file at hand; what else it holds was not tried, and is answered so.

 private:
  struct Job {
    OutgoingMessage message;
    Done done;
  };

  void run();
  Delivery put(const OutgoingMessage&) const;
  std::optional<std::filesystem::path> holder_of(const std::string& name) const;

  const std::filesystem::path folder_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace inspectord
