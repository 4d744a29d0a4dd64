;;; perry.el --- `perry lsp' in Emacs 28 and newer, with eglot  -*- lexical-binding: t -*-

;; Load this file from `init.el', and have `perry' on the PATH.
;; Emacs 29 and newer have eglot; Emacs 28 takes it from GNU ELPA or Debian's elpa-eglot.

(require 'eglot)
(require 'js)
(require 'project)

(defconst perry-modes
  '((perry-typescript-mode :language-id "typescript")
    (typescript-mode :language-id "typescript")
    (typescript-ts-mode :language-id "typescript")
    (js-mode :language-id "javascript")
    (js-ts-mode :language-id "javascript"))
  "Modes whose buffers are given to `perry lsp'; the first that fits counts.")

;; Emacs has a mode for TypeScript only where a package or a grammar is installed.
(define-derived-mode perry-typescript-mode js-mode "TypeScript")

(unless (assoc-default "x.ts" auto-mode-alist #'string-match-p)
  (add-to-list 'auto-mode-alist '("\\.[mc]?ts\\'" . perry-typescript-mode)))

(add-to-list 'eglot-server-programs `(,perry-modes . ("perry" "lsp")))

(defun perry-ensure ()
  "Serve this buffer, unless it is JSON: its modes are made from those for JavaScript."
  (when (assq major-mode perry-modes)
    (eglot-ensure)))

(dolist (mode perry-modes)
  (add-hook (intern (format "%s-hook" (car mode))) #'perry-ensure))

;; Inside of an argument list a signature would hide what the name under point is; here both are shown.
(defun perry-show-all ()
  "Let eldoc show all that is known at point."
  (when (and (eglot-managed-p) (assq major-mode perry-modes))
    (setq-local eldoc-documentation-strategy #'eldoc-documentation-compose)))

(add-hook 'eglot-managed-mode-hook #'perry-show-all)

;; The folder of the project is found as `perry check' finds it; where none says it is one, a tsconfig.json tells.
(defun perry-root (folder names)
  "The nearest folder with one of NAMES, at FOLDER or above, or nil."
  (locate-dominating-file
   folder (lambda (above) (seq-some (lambda (name) (file-exists-p (expand-file-name name above))) names))))

(defun perry-project (folder)
  "The project that FOLDER is in, or nil.  Only eglot, for our modes, is told; others keep their own."
  (when (and (bound-and-true-p eglot-lsp-context) (assq major-mode perry-modes))
    (let ((root (or (perry-root folder '("perry.toml" "package.json")) (perry-root folder '("tsconfig.json")))))
      (and root (list 'perry root)))))

(cl-defmethod project-root ((project (head perry)))
  (nth 1 project))

(add-hook 'project-find-functions #'perry-project)

(provide 'perry)
;;; perry.el ends here
