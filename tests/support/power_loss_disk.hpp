// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// A disk that forgets at a power loss what was not synced: all of it, some of it, or parts of
/// single writes. Keeps what is durable apart from what was only written. Any thread.
class PowerLossDisk {
 public:
  /// lying_sync: a sync says yes and does nothing; the test must notice.
  explicit PowerLossDisk(bool lying_sync = false) : lying_sync_(lying_sync) {}

  /// The power fails at the n-th write, truncation or sync from now on.
  void lose_power_after(int operations) {
    const std::lock_guard lock{mutex_};
    operations_left_ = operations;
  }
  bool has_power() const {
    const std::lock_guard lock{mutex_};
    return operations_left_ > 0;
  }

  /// A file is opened; what it holds already is durable. Paths are full.
  void open(const std::filesystem::path& path) {
    const std::lock_guard lock{mutex_};
    if (files_.contains(path)) return;
    std::ifstream file{path, std::ios::binary};
    files_[path].durable = {std::istreambuf_iterator<char>{file}, {}};
    files_[path].entry_is_durable = !files_[path].durable.empty();
  }
  void remove(const std::filesystem::path& path) {
    const std::lock_guard lock{mutex_};
    files_.erase(path);
  }

  /// False: there is no power any more, nothing happened.
  bool write(const std::filesystem::path& path, std::size_t at, std::string_view bytes) {
    const std::lock_guard lock{mutex_};
    if (!spend()) return false;
    files_[path].unsynced.push_back({at, std::string{bytes}, false});
    return true;
  }
  bool truncate(const std::filesystem::path& path, std::size_t size) {
    const std::lock_guard lock{mutex_};
    if (!spend()) return false;
    files_[path].unsynced.push_back({size, {}, true});
    return true;
  }
  bool sync(const std::filesystem::path& path) {
    const std::lock_guard lock{mutex_};
    if (!spend()) return false;
    if (lying_sync_) return true;
    File& file = files_[path];
    for (const auto& change : file.unsynced) apply(file.durable, change, change.bytes, 0);
    file.unsynced.clear();
    file.entry_is_durable = true;
    return true;
  }

  /// Writes what a reader finds when the power is back into another directory.
  void leave_in(const std::filesystem::path& directory, std::uint64_t seed) const {
    const std::lock_guard lock{mutex_};
    std::mt19937_64 chance{seed};
    for (const auto& [path, file] : files_) {
      if (!file.entry_is_durable && chance() % 2 == 0) continue;
      std::ofstream{directory / path.filename(), std::ios::binary} << survivors(file, chance);
    }
  }

 private:
  static constexpr std::size_t sector = 512;

  struct Change {
    std::size_t at;
    std::string bytes;
    bool truncates;
  };
  struct File {
    std::string durable;
    std::vector<Change> unsynced;
    bool entry_is_durable = false;
  };

  bool spend() { return operations_left_ > 0 && --operations_left_ > 0; }

  static void apply(std::string& content, const Change& change, std::string_view bytes,
                    std::size_t offset) {
    if (change.truncates) return content.resize(std::min(change.at, content.size()));
    const std::size_t at = change.at + offset;
    if (content.size() < at + bytes.size()) content.resize(at + bytes.size(), '\0');
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
  }

  /// Every piece of a write within one sector arrives or does not; how many do is the fate of the
  /// whole file.
  static std::string survivors(const File& file, std::mt19937_64& chance) {
    static constexpr unsigned fates[] = {0, 10, 50, 90, 99, 100};
    const unsigned percent = fates[chance() % std::size(fates)];
    const bool tears = chance() % 2 == 0;
    std::string content = file.durable;
    for (const auto& change : file.unsynced) {
      const bool arrives = chance() % 100 < percent;
      if (change.truncates || !tears) {
        if (arrives) apply(content, change, change.bytes, 0);
        continue;
      }
      for (std::size_t offset = 0; offset < change.bytes.size();) {
        const std::size_t size =
            std::min(sector - (change.at + offset) % sector, change.bytes.size() - offset);
        if (chance() % 100 < percent)
          apply(content, change, std::string_view{change.bytes}.substr(offset, size), offset);
        offset += size;
      }
    }
    return content;
  }

  const bool lying_sync_;
  mutable std::mutex mutex_;
  std::map<std::filesystem::path, File> files_;
  int operations_left_ = std::numeric_limits<int>::max();
};

}  // namespace inspectord
