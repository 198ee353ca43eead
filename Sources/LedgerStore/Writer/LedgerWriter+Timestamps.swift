internal import LedgerFormat

/// Time stamps are kept beside the checkpoints that they stamp.
extension LedgerWriter {
  /// Writes the files of a time stamp, durable when this returns; what stands there already stays.
  ///
  /// - Parameter files: their names in the folder of time stamps, and their bytes.
  public func keepTimestamp(_ files: [(name: String, bytes: [UInt8])]) throws(StoreError) {
    try changing { () throws(StoreError) in
      let folder = view.root.folder(Layout.timestamps)
      // Also where the folder is there: another process may have ended before its name was durable.
      try folder.make()
      try view.root.sync()
      try DurableFile.removeLeftovers(folder)
      for (name, bytes) in files where try folder.contents(of: name) != bytes {
        try DurableFile.replace(folder.files, folder.path(of: name), with: bytes.span)
      }
    }
  }
}
