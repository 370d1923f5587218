// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace faulty_disk {

/// What a power loss would leave of the database and its log, beside the files themselves: a page
/// gets there by a sync that succeeded. A sync that fails forgets its pages, as Linux does: they
/// stay in memory, pass for written, and are on no disk until they are written again. Not for
/// several threads.
class DurableImages {
 public:
  /// Empty: no images are kept.
  void keep_in(std::string folder) { folder_ = std::move(folder); }

  void meet(const std::string& path);  ///< Before the first change of a file.
  void wrote(const std::string& path, std::int64_t at, std::int64_t size);
  void removed(const std::string& path);
  void synced(const std::string& path, bool succeeded);

 private:
  struct Image {
    std::string path;
    std::set<std::int64_t> dirty;  ///< Pages in memory alone, that the next sync takes.
    std::set<std::int64_t> lost;   ///< Pages in memory alone, that no sync takes.
  };

  Image* image_of(const std::string& path);
  void begin(Image&, const std::string& path) const;
  void take_over(Image&, const std::string& path) const;
  void keep_lost(const Image&) const;

  std::string folder_;
  std::map<std::string, Image> images_;
};

}  // namespace faulty_disk
