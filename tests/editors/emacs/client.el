;;; client.el --- Emacs as a client: goes through the steps of facts.json  -*- lexical-binding: t -*-

;; Started by `cargo xtask editors emacs', in a copy of the project, after editors/emacs/perry.el; `perry' is on the
;; PATH.  Batch mode has no loop that runs commands, so what that loop does after a command is done here.

(require 'cl-lib)
(require 'eldoc)
(require 'flymake)
(require 'subr-x)
(require 'xref)

(defconst client-patience (string-to-number (getenv "PERRY_PATIENCE")))
(defconst client-root (file-truename default-directory))

(setq make-backup-files nil
      create-lockfiles nil
      eglot-connect-timeout client-patience
      jsonrpc-default-request-timeout client-patience)

(defun client-command-ends ()
  "Do what Emacs does when a command has ended and nobody types."
  (run-hooks 'post-command-hook)
  (run-window-configuration-change-hook)
  (dolist (timer (copy-sequence timer-idle-list))
    (timer-event-handler timer)))

(defun client-wait-for (expected see)
  "Wait until SEE returns EXPECTED; say what it returned instead."
  (let ((end (time-add nil client-patience))
        (seen (funcall see)))
    (while (and (not (equal seen expected)) (time-less-p nil end))
      (accept-process-output nil 0.02)
      (setq seen (funcall see)))
    (unless (equal seen expected)
      (error "Expected %S\nsaw %S" expected seen))))

(defun client-buffer (file)
  (find-buffer-visiting (expand-file-name file client-root)))

(defun client-path (buffer)
  (file-relative-name (file-truename (buffer-file-name buffer)) client-root))

(defun client-place (buffer position)
  "POSITION of BUFFER as `perry check' writes it."
  (with-current-buffer buffer
    (save-excursion
      (goto-char position)
      (format "%s:%d:%d" (client-path buffer) (line-number-at-pos) (1+ (- (point) (line-beginning-position)))))))

(defun client-show (file)
  (switch-to-buffer (client-buffer file)))

(defun client-go-to (file anchor &optional where)
  "Put point at the first ANCHOR in FILE, or after it when WHERE is `after'."
  (client-show file)
  (goto-char (point-min))
  (search-forward anchor)
  (unless (eq where 'after)
    (goto-char (match-beginning 0))))

(defun client-shown-diagnostic (diagnostic)
  (let* ((buffer (flymake-diagnostic-buffer diagnostic))
         (lsp (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic)))
         (start (flymake-diagnostic-beg diagnostic))
         (end (flymake-diagnostic-end diagnostic)))
    (unless (string-search (plist-get lsp :message) (flymake-diagnostic-text diagnostic))
      (error "Shown as %S" (flymake-diagnostic-text diagnostic)))
    (with-current-buffer buffer
      (format "%s [%d..%d] %s %s: %s"
              (client-place buffer start)
              (1- (position-bytes start))
              (1- (position-bytes end))
              (string-remove-prefix "eglot-" (symbol-name (flymake-diagnostic-type diagnostic)))
              (plist-get lsp :code)
              (plist-get lsp :message)))))

(defun client-shown-diagnostics ()
  (let (shown)
    (dolist (buffer (buffer-list))
      (with-current-buffer buffer
        (when flymake-mode
          (dolist (diagnostic (flymake-diagnostics))
            (push (client-shown-diagnostic diagnostic) shown)))))
    (sort shown #'string<)))

(defun client-checked-diagnostic (it)
  (let-alist it
    (format "%s:%d:%d [%d..%d] %s %s: %s%s%s"
            .file .line .column .span.start .span.end .severity .code .message
            (if (stringp .help) (concat "\nhelp: " .help) "")
            (mapconcat (lambda (note) (concat "\nnote: " note)) .notes ""))))

(defun client-checked ()
  "What `perry check' says of the disk."
  (let ((default-directory client-root) said)
    (with-temp-buffer
      (call-process "perry" nil '(t nil) nil "check" "--format" "json")
      (goto-char (point-min))
      (while (not (eobp))
        (let ((it (json-parse-buffer :object-type 'alist :array-type 'list)))
          (when (assq 'code it)
            (push (client-checked-diagnostic it) said)))
        (forward-line)))
    (sort said #'string<)))

(defun client-xref-places ()
  "What the buffer of xref lists."
  (let ((buffer (get-buffer "*xref*")) places)
    (when buffer
      (with-current-buffer buffer
        (goto-char (point-min))
        (let (match)
          (while (setq match (text-property-search-forward 'xref-item nil nil t))
            (let ((marker (xref-location-marker (xref-item-location (prop-match-value match)))))
              (push (client-place (marker-buffer marker) (marker-position marker)) places))))))
    (sort (delete-dups places) #'string<)))

(defun client-eldoc-lines ()
  (let ((buffer (seq-find (lambda (buffer) (string-match-p "\\*eldoc" (buffer-name buffer))) (buffer-list))))
    (when buffer
      (with-current-buffer buffer
        (split-string (buffer-substring-no-properties (point-min) (point-max)) "\n")))))

(defun client-step (step)
  (let-alist step
    (pcase .do
      ("open"
       (find-file (expand-file-name .file client-root))
       (client-command-ends)
       (client-wait-for t (lambda () (and (eglot-managed-p) t)))
       (client-wait-for client-root (lambda () (file-truename (project-root (eglot--project (eglot-current-server)))))))
      ("edit"
       (client-go-to .file .find 'after)
       (replace-match .replace t t)
       (client-command-ends))
      ("save"
       (client-show .file)
       (save-buffer))
      ("text"
       (client-wait-for .expect (lambda () (with-current-buffer (client-buffer .file) (buffer-string)))))
      ("diagnostics"
       (client-wait-for .expect #'client-shown-diagnostics)
       (let ((disk (client-checked)))
         (unless (eq (equal disk .expect) (equal .disk "equal"))
           (error "Expected that `perry check' is %s\nit says %S" .disk disk))))
      ("hover"
       (client-go-to .file .at)
       (eldoc-print-current-symbol-info t)
       (client-wait-for .expect
                        (lambda ()
                          (let ((lines (client-eldoc-lines)))
                            (if (seq-every-p (lambda (line) (member line lines)) .expect) .expect lines)))))
      ("definition"
       (client-go-to .file .at)
       (call-interactively #'xref-find-definitions)
       (client-wait-for .expect
                        (lambda ()
                          (with-current-buffer (window-buffer)
                            (list (client-place (current-buffer) (point)))))))
      ("references"
       (client-go-to .file .at)
       (xref-find-references (xref-backend-identifier-at-point (xref-find-backend)))
       (client-wait-for .expect #'client-xref-places))
      ("completion"
       (client-go-to .file .after 'after)
       (client-wait-for .expect
                        (lambda ()
                          (pcase-let ((`(,_ ,_ ,table . ,_)
                                       (run-hook-with-args-until-success 'completion-at-point-functions)))
                            (sort (mapcar #'substring-no-properties (all-completions "" table)) #'string<)))))
      ("rename"
       (client-go-to .file .at)
       (eglot-rename .to)
       (client-command-ends))
      (_ (error "There is no step `%s'" .do)))))

(defun client-run ()
  (let ((name (format "version %s" emacs-version))
        (number 0)
        (steps (with-temp-buffer
                 (insert-file-contents (getenv "PERRY_FACTS"))
                 (json-parse-buffer :object-type 'alist :array-type 'list))))
    (dolist (step steps)
      (setq number (1+ number))
      (condition-case problem
          (client-step step)
        (error
         (message "%s: step %d, %s of %s: %s" name number (alist-get 'do step) (or (alist-get 'file step) "all")
                  (error-message-string problem))
         (kill-emacs 1))))
    (message "%s, %d steps" name number)
    (kill-emacs 0)))

;;; client.el ends here
